diglotSearch("index",{"scale":16.436655044555664,"units":"BBD","cuts":"01","terms":"da572dbc","pages":"12aa7be0"})
