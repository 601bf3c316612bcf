diglotSearch("index",{"stems":true,"levels":"EGAKHPQCDRS","units":"BB","cuts":"a","counts":"rC","terms":"546f7bde","pages":"98df38f6"})
