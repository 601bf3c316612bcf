diglotSearch("7ba8a1a7",["9f3b7dd2","Ice in the harbour","ice.html",0,0,"Moor for a season","index.html",0,1])
