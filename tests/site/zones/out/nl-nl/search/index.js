diglotSearch("index",{"stems":true,"levels":"EGAKHPQCDRS","units":"BB","cuts":"a","counts":"rC","terms":"546f7bde","pages":"be2ca23d"})
