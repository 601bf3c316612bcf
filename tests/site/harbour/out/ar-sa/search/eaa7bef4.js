diglotSearch("eaa7bef4",["66286faf","مرحبًا بكم في المرفأ","index.html",0,0,"Radio channels","sailing/radio.html",0,1,"قراءة جدول المد والجزر","sailing/tides.html",0,2])
