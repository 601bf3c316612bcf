diglotSearch("index",{"stems":true,"levels":"EAGKQLCOPRS","units":"BBC","cuts":"06","counts":"kD","terms":"cef5e517","pages":"486b4b36"})
