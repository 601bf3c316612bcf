diglotSearch("index",{"scale":16.392915725708008,"units":"BBD","cuts":"01","terms":"c080ba88","pages":"68ef2be0"})
