"""The rows of what the union owns."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.funds.assets.states import AssetState
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers.models import Voucher


class Asset(Record):
    """固定资产卡片: a thing kept for more than a year (《工会会计制度》第32条), its worth and wear."""

    book = fields.Link("账套", Book, required=True, backref="assets")
    number = fields.Text("资产编号", required=True)
    name = fields.Name("资产名称", required=True, names=("名称",), longest=fields.TITLE)
    sort = fields.Choice("资产类别", "asset-sort", required=True)
    model = fields.Text("规格型号")
    since = fields.Date("取得日期", required=True, names=("购置日期",))
    cost = fields.Money("原值", required=True)
    years = fields.Number("折旧年限（年）", help="空着时按类别的最低年限")
    worn = fields.Money("期初累计折旧", help="启用本程序前已提的折旧")
    worn_until = fields.MonthText("已提折旧到")
    source = fields.Choice("取得方式", "asset-source", default="bought")
    place = fields.Text("存放地点")
    user = fields.Text("使用人")
    state = fields.Choice("状态", "asset-state", default=AssetState.USED)
    disposed = fields.Date("处置日期")
    voucher = fields.Link("入账凭证", Voucher, backref="assets")
    remark = fields.LongText("备注")
