diglotSearch("8065ac46",["9e37f3dd","Welkom in de haven","index.html",0,0,"Radio channels","sailing/radio.html",0,1,"De getijtabel lezen","sailing/tides.html",0,2])
