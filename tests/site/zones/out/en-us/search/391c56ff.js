diglotSearch("391c56ff",["f533dbbd","Ice in the harbour","ice.html",0,0,"Moor for a season","index.html",0,1])
