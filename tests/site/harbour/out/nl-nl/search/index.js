diglotSearch("index",{"stems":true,"levels":"EAGKCQLHOPDMRS","units":"BBD","cuts":"01","counts":"7E","terms":"70656079","pages":"8065ac46"})
