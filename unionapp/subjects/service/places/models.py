"""The rows of service places (服务站、驿站、妈妈小屋、书屋): the place, its yearly assessment, the service log."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.members.models import Member
from unionapp.subjects.service.places.states import PlaceState, PlaceType, PlaceVerdict
from unionapp.subjects.unions.models import Union


class ServicePlace(Record):
    """服务阵地: a place where workers are served, of whatever sort."""

    number = fields.Text("编号")
    name = fields.Name("名称", required=True, names=("站点名称",), index=True, width=20, longest=fields.TITLE)
    type = fields.Choice("类型", "place-type", required=True, default=PlaceType.STATION)
    site = fields.Choice("地点类型", "place-site")
    union = fields.Link("建设工会", Union, required=True, names=("所属工会", "工会"), backref="places", width=20)
    partner = fields.Text("共建单位")
    way = fields.Choice("建设方式", "place-way")
    address = fields.Text("地址", width=20)
    position = fields.Text("经纬度", help="如 101.778,36.617")
    opened = fields.KnownDate("投用日期", names=("建成日期",))
    area = fields.Number("面积（平方米）", names=("面积",))
    capacity = fields.Number("容纳人数")
    hours = fields.Text("开放时间", help="如“8:00—20:00，节假日不休”")
    open_days = fields.Number("年开放天数")
    equipment = fields.Choices("设施清单", "place-equipment", names=("设施",))
    head = fields.Text("站长", names=("负责人",))
    contact = fields.Text("联系人")
    phone = fields.Phone("联系电话", names=("电话",), private=False)
    invested = fields.Money("投入金额")

    sign = fields.YesNo("有统一标识", help="站点六有之一")
    room = fields.YesNo("有固定场所", help="站点六有之二")
    devices = fields.YesNo("有服务设备", help="站点六有之三")
    rules = fields.YesNo("有管理制度", names=("制度上墙",), help="站点六有之四")
    staff = fields.YesNo("有人员管理", help="站点六有之五")
    mapped = fields.YesNo("有地图可查", names=("上图",), help="站点六有之六：高德、百度等地图可以查到")

    stars = fields.Number("星级", help="1 至 5；由最近一次复评带出")
    honours = fields.LongText("荣誉", longest=fields.BOX, help="如“最美工会户外劳动者服务站点（全国）2024年”，一行一项")
    charity = fields.YesNo("公益基地称号")

    users = fields.Choice("使用对象", "place-users", help="妈妈小屋填")
    spot = fields.Choice("所处位置", "place-spot", help="妈妈小屋填")
    manager = fields.Choice("管理主体", "place-manager", help="妈妈小屋填")
    review = fields.Choice("上报审核", "place-review", help="妈妈小屋填")
    cleaned = fields.YesNo("每日清洁", help="妈妈小屋填")
    books = fields.Number("图书（册）", help="书屋填，含报刊合订本")
    papers = fields.Number("报刊（种）", help="书屋填")
    recordings = fields.Number("音像制品（件）", help="书屋填")
    seats = fields.Number("阅览座位")
    platforms = fields.Number("数字阅读平台（个）", help="书屋填")
    lending = fields.YesNo("有借阅制度", help="书屋填")

    photo = fields.Photo("照片")
    state = fields.Choice("状态", "place-state", default=PlaceState.OPEN, index=True)
    closed_on = fields.Date("关闭日期")
    remark = fields.LongText("备注", longest=fields.BOX)


class PlaceAssessment(Record):
    """站点复评: the yearly look at a place; stars are not for life."""

    place = fields.Link("服务阵地", ServicePlace, required=True, names=("站点",), backref="assessments", width=20)
    year = fields.Number("年度", required=True)
    day = fields.Date("复评日期", required=True)
    by = fields.Text("复评人")
    score = fields.Number("得分")
    stars = fields.Number("评定星级", help="1 至 5，0 为不评星")
    verdict = fields.Choice("结论", "place-verdict", default=PlaceVerdict.KEEP)
    problems = fields.LongText("存在问题", help="如开门不准时、设施损坏、物资短缺、投诉")
    mend_by = fields.Date("整改期限")
    mended_on = fields.Date("整改完成日期")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Which place in which year."""
        return f"{self.place.name if self.place_id else ''}{self.year or '＿'}年复评"


class ServiceEntry(Record):
    """服务登记: one person served in a place, member or not."""

    day = fields.Date("日期", required=True, index=True)
    place = fields.Link("服务阵地", ServicePlace, required=True, names=("站点", "服务站"), backref="entries", width=18)
    member = fields.Link("会员", Member, backref="service_entries", help="输入姓名、拼音首字母或证件号查找")
    name = fields.Name("姓名", required=True, width=8)
    phone = fields.Phone("联系电话", names=("电话", "手机"))
    sort = fields.Choice("服务对象", "visitor-sort", help="选了会员的自动填")
    union = fields.Link("所属工会", Union, names=("工会",), backref="service_entries")
    group = fields.Choice("所属群体", "member-group", names=("群体",), column_name="grp")
    item = fields.Choice("服务事项", "service-item", required=True, names=("事项",))
    matter = fields.LongText("事由")
    people = fields.Number("人次", default=1, help="几个人一起来的填人数")
    result = fields.Text("办理结果", names=("结果",))
    done_on = fields.Date("办结日期")
    by = fields.Text("经办人", names=("接待人",))
    remark = fields.Text("备注")
