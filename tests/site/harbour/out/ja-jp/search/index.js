diglotSearch("index",{"stems":false,"levels":"EGQHOPSLR","units":"BBD","cuts":"01","counts":"9E","terms":"031784cf","pages":"4d89f7cf"})
