diglotSearch("98df38f6",["665372d0","Ice in the harbour","ice.html",0,0,"Aanleggen voor een seizoen","index.html",0,1])
