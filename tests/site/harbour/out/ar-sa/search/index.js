diglotSearch("index",{"scale":14.210925102233887,"units":"BBC","cuts":"06","terms":"146c345f","pages":"819a85d3"})
