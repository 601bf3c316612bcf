diglotSearch("index",{"stems":true,"levels":"EGQOHLRPS","units":"BBD","cuts":"01","counts":"nD","terms":"724b0a5e","pages":"c992ebaa"})
