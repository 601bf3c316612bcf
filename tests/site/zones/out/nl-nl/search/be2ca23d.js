diglotSearch("be2ca23d",["fcc768cf","Ice in the harbour","ice.html",0,0,"Aanleggen voor een seizoen","index.html",0,1])
