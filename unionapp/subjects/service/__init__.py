"""职工服务: families in hardship and what is done for them, aid by the seasons, service places and their log."""
