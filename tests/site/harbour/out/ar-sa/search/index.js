diglotSearch("index",{"stems":true,"levels":"EAGKQLCOPRS","units":"BBC","cuts":"06","counts":"kD","terms":"78502a89","pages":"eaa7bef4"})
