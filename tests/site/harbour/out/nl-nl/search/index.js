diglotSearch("index",{"stems":true,"levels":"EAGKCQLHOPDMRS","units":"BBD","cuts":"01","counts":"7E","terms":"70656079","pages":"f1a50fa6"})
