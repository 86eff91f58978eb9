"""首页: what the front page of each subject says, every figure with where its rows are."""
