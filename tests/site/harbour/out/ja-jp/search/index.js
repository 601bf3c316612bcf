diglotSearch("index",{"scale":16.485774993896484,"units":"BBD","cuts":"01","terms":"761e1b6f","pages":"fc00ffff"})
