"""经费: books kept by 《工会会计制度》(财会〔2021〕7号), from the everyday entry to the year's close."""
