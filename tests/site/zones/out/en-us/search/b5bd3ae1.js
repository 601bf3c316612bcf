diglotSearch("b5bd3ae1",["6e7d5f75","Ice in the harbour","ice.html",0,0,"Moor for a season","index.html",0,1])
