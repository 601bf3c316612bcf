diglotSearch("819a85d3",["مرحبًا بكم في المرفأ","index.html","d16caae0",0,"Radio channels","sailing/radio.html","d16caae0",1,"قراءة جدول المد والجزر","sailing/tides.html","d16caae0",2])
