exports.transform = function (model) { return model; }
