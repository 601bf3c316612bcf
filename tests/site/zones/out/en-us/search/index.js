diglotSearch("index",{"stems":true,"levels":"EGPQNOHKS","units":"BE","cuts":"a","counts":"qC","terms":"deadad23","pages":"7ba8a1a7"})
