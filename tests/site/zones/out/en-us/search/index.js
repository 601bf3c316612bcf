diglotSearch("index",{"stems":true,"levels":"EGPQNOHKS","units":"BE","cuts":"a","counts":"qC","terms":"deadad23","pages":"391c56ff"})
