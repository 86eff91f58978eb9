"""劳动关系与联系: who is linked to whom (双联), what was found and solved, what is reported."""
