diglotSearch("12aa7be0",["Welkom in de haven","index.html","6fd89f30",0,"Radio channels","sailing/radio.html","6fd89f30",1,"De getijtabel lezen","sailing/tides.html","6fd89f30",2])
