diglotSearch("f1a50fa6",["9f610c06","Welkom in de haven","index.html",0,0,"Radio channels","sailing/radio.html",0,1,"De getijtabel lezen","sailing/tides.html",0,2])
