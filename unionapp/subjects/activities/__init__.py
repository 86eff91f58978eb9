"""活动: what the union holds for its members, from the plan to the archive, and their 合理化建议."""
