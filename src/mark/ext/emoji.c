/*
 * `:name:` as the character, by the names that GitHub uses; the commonest
 * of them. A name counts only behind white space, as on the platform that
 * made this Markdown, so that `10:30:45` and `a:b:c` stay.
 */
#include "mark/ext/ext.h"

/* Sorted by bytes of the name. */
static const struct {
	const char *name, *text;
} emoji[] = {
	/* clang-format off */
	{ "+1", "👍" }, { "-1", "👎" }, { "100", "💯" }, { "1234", "🔢" },
	{ "a", "🅰️" }, { "abc", "🔤" }, { "airplane", "✈️" },
	{ "alarm_clock", "⏰" }, { "alien", "👽" }, { "ambulance", "🚑" },
	{ "anchor", "⚓" }, { "angel", "👼" }, { "anger", "💢" },
	{ "angry", "😠" }, { "ant", "🐜" }, { "apple", "🍎" },
	{ "arrow_backward", "◀️" }, { "arrow_double_down", "⏬" },
	{ "arrow_double_up", "⏫" }, { "arrow_down", "⬇️" },
	{ "arrow_down_small", "🔽" }, { "arrow_forward", "▶️" },
	{ "arrow_heading_down", "⤵️" }, { "arrow_heading_up", "⤴️" },
	{ "arrow_left", "⬅️" }, { "arrow_lower_left", "↙️" },
	{ "arrow_lower_right", "↘️" }, { "arrow_right", "➡️" },
	{ "arrow_right_hook", "↪️" }, { "arrow_up", "⬆️" },
	{ "arrow_up_down", "↕️" }, { "arrow_up_small", "🔼" },
	{ "arrow_upper_left", "↖️" }, { "arrow_upper_right", "↗️" },
	{ "arrows_clockwise", "🔃" }, { "arrows_counterclockwise", "🔄" },
	{ "art", "🎨" }, { "astonished", "😲" }, { "atom_symbol", "⚛️" },
	{ "b", "🅱️" }, { "baby", "👶" }, { "back", "🔙" },
	{ "balance_scale", "⚖️" }, { "balloon", "🎈" }, { "ballot_box", "🗳️" },
	{ "ballot_box_with_check", "☑️" }, { "bangbang", "‼️" },
	{ "bank", "🏦" }, { "bar_chart", "📊" }, { "basketball", "🏀" },
	{ "battery", "🔋" }, { "bear", "🐻" }, { "bee", "🐝" },
	{ "beer", "🍺" }, { "beers", "🍻" }, { "beetle", "🐞" },
	{ "bell", "🔔" }, { "bike", "🚲" }, { "bird", "🐦" },
	{ "birthday", "🎂" }, { "black_circle", "⚫" },
	{ "black_large_square", "⬛" }, { "black_medium_square", "◼️" },
	{ "black_small_square", "▪️" }, { "blossom", "🌼" },
	{ "blue_book", "📘" }, { "blue_heart", "💙" }, { "blush", "😊" },
	{ "boat", "⛵" }, { "bomb", "💣" }, { "book", "📖" },
	{ "bookmark", "🔖" }, { "bookmark_tabs", "📑" }, { "books", "📚" },
	{ "boom", "💥" }, { "bouquet", "💐" }, { "bow", "🙇" },
	{ "boy", "👦" }, { "brain", "🧠" }, { "bread", "🍞" },
	{ "briefcase", "💼" }, { "broken_heart", "💔" }, { "bug", "🐛" },
	{ "building_construction", "🏗️" }, { "bulb", "💡" },
	{ "bullettrain_side", "🚄" }, { "burrito", "🌯" }, { "bus", "🚌" },
	{ "bust_in_silhouette", "👤" }, { "busts_in_silhouette", "👥" },
	{ "butterfly", "🦋" }, { "cactus", "🌵" }, { "cake", "🍰" },
	{ "calendar", "📆" }, { "calling", "📲" }, { "camel", "🐫" },
	{ "camera", "📷" }, { "camping", "🏕️" }, { "candle", "🕯️" },
	{ "candy", "🍬" }, { "car", "🚗" }, { "card_file_box", "🗃️" },
	{ "card_index", "📇" }, { "cat", "🐱" }, { "cd", "💿" },
	{ "chains", "⛓️" }, { "chart", "💹" },
	{ "chart_with_downwards_trend", "📉" },
	{ "chart_with_upwards_trend", "📈" }, { "checkered_flag", "🏁" },
	{ "cherries", "🍒" }, { "chicken", "🐔" },
	{ "children_crossing", "🚸" }, { "christmas_tree", "🎄" },
	{ "city_sunset", "🌆" }, { "clap", "👏" }, { "clapper", "🎬" },
	{ "classical_building", "🏛️" }, { "clipboard", "📋" },
	{ "clock1", "🕐" }, { "clock10", "🕙" }, { "clock11", "🕚" },
	{ "clock12", "🕛" }, { "clock2", "🕑" }, { "clock3", "🕒" },
	{ "clock4", "🕓" }, { "clock5", "🕔" }, { "clock6", "🕕" },
	{ "clock7", "🕖" }, { "clock8", "🕗" }, { "clock9", "🕘" },
	{ "closed_book", "📕" }, { "closed_lock_with_key", "🔐" },
	{ "cloud", "☁️" }, { "clubs", "♣️" }, { "cocktail", "🍸" },
	{ "coffee", "☕" }, { "cold_sweat", "😰" }, { "computer", "💻" },
	{ "confetti_ball", "🎊" }, { "confounded", "😖" },
	{ "confused", "😕" }, { "construction", "🚧" },
	{ "construction_worker", "👷" }, { "cookie", "🍪" }, { "cool", "🆒" },
	{ "copyright", "©️" }, { "cow", "🐮" }, { "crab", "🦀" },
	{ "credit_card", "💳" }, { "crossed_fingers", "🤞" },
	{ "crossed_flags", "🎌" }, { "crown", "👑" }, { "cry", "😢" },
	{ "crystal_ball", "🔮" }, { "cupid", "💘" }, { "curly_loop", "➰" },
	{ "currency_exchange", "💱" }, { "cyclone", "🌀" },
	{ "dancer", "💃" }, { "dart", "🎯" }, { "dash", "💨" },
	{ "date", "📅" }, { "desktop_computer", "🖥️" }, { "diamonds", "♦️" },
	{ "disappointed", "😞" }, { "dizzy", "💫" }, { "dizzy_face", "😵" },
	{ "dog", "🐶" }, { "dollar", "💵" }, { "dolphin", "🐬" },
	{ "door", "🚪" }, { "dragon", "🐉" }, { "droplet", "💧" },
	{ "dvd", "📀" }, { "eagle", "🦅" }, { "ear", "👂" },
	{ "earth_africa", "🌍" }, { "earth_americas", "🌎" },
	{ "earth_asia", "🌏" }, { "egg", "🥚" }, { "eight", "8️⃣" },
	{ "eight_pointed_black_star", "✴️" }, { "eight_spoked_asterisk", "✳️" },
	{ "electric_plug", "🔌" }, { "elephant", "🐘" }, { "email", "📧" },
	{ "end", "🔚" }, { "envelope", "✉️" }, { "envelope_with_arrow", "📩" },
	{ "euro", "💶" }, { "exclamation", "❗" }, { "expressionless", "😑" },
	{ "eye", "👁️" }, { "eyeglasses", "👓" }, { "eyes", "👀" },
	{ "facepalm", "🤦" }, { "factory", "🏭" }, { "family", "👪" },
	{ "fast_forward", "⏩" }, { "fax", "📠" }, { "fearful", "😨" },
	{ "file_cabinet", "🗄️" }, { "file_folder", "📁" },
	{ "film_strip", "🎞️" }, { "fire", "🔥" }, { "fire_engine", "🚒" },
	{ "fireworks", "🎆" }, { "first_quarter_moon", "🌓" },
	{ "fish", "🐟" }, { "fist", "✊" }, { "five", "5️⃣" },
	{ "flashlight", "🔦" }, { "floppy_disk", "💾" },
	{ "flower_playing_cards", "🎴" }, { "flushed", "😳" },
	{ "football", "🏈" }, { "footprints", "👣" }, { "four", "4️⃣" },
	{ "four_leaf_clover", "🍀" }, { "fox_face", "🦊" },
	{ "framed_picture", "🖼️" }, { "free", "🆓" }, { "frog", "🐸" },
	{ "frowning", "😦" }, { "fuelpump", "⛽" }, { "full_moon", "🌕" },
	{ "game_die", "🎲" }, { "gear", "⚙️" }, { "gem", "💎" },
	{ "ghost", "👻" }, { "gift", "🎁" }, { "gift_heart", "💝" },
	{ "girl", "👧" }, { "globe_with_meridians", "🌐" },
	{ "grapes", "🍇" }, { "green_apple", "🍏" }, { "green_book", "📗" },
	{ "green_circle", "🟢" }, { "green_heart", "💚" },
	{ "grey_exclamation", "❕" }, { "grey_question", "❔" },
	{ "grimacing", "😬" }, { "grin", "😁" }, { "grinning", "😀" },
	{ "guardsman", "💂" }, { "guitar", "🎸" }, { "gun", "🔫" },
	{ "hammer", "🔨" }, { "hammer_and_pick", "⚒️" },
	{ "hammer_and_wrench", "🛠️" }, { "hamster", "🐹" },
	{ "handshake", "🤝" }, { "hash", "#️⃣" }, { "hatching_chick", "🐣" },
	{ "headphones", "🎧" }, { "hear_no_evil", "🙉" }, { "heart", "❤️" },
	{ "heart_eyes", "😍" }, { "heartbeat", "💓" }, { "heartpulse", "💗" },
	{ "hearts", "♥️" }, { "heavy_check_mark", "✔️" },
	{ "heavy_division_sign", "➗" }, { "heavy_dollar_sign", "💲" },
	{ "heavy_exclamation_mark", "❗" }, { "heavy_minus_sign", "➖" },
	{ "heavy_multiplication_x", "✖️" }, { "heavy_plus_sign", "➕" },
	{ "helicopter", "🚁" }, { "herb", "🌿" }, { "high_brightness", "🔆" },
	{ "hocho", "🔪" }, { "honeybee", "🐝" }, { "horse", "🐴" },
	{ "hospital", "🏥" }, { "hotel", "🏨" }, { "hourglass", "⌛" },
	{ "hourglass_flowing_sand", "⏳" }, { "house", "🏠" },
	{ "hugs", "🤗" }, { "hushed", "😯" }, { "id", "🆔" }, { "imp", "👿" },
	{ "inbox_tray", "📥" }, { "incoming_envelope", "📨" },
	{ "information_desk_person", "💁" }, { "information_source", "ℹ️" },
	{ "interrobang", "⁉️" }, { "iphone", "📱" }, { "jigsaw", "🧩" },
	{ "joy", "😂" }, { "joystick", "🕹️" }, { "key", "🔑" },
	{ "keyboard", "⌨️" }, { "keycap_ten", "🔟" }, { "kiss", "💋" },
	{ "kissing_heart", "😘" }, { "koala", "🐨" }, { "label", "🏷️" },
	{ "large_blue_circle", "🔵" }, { "large_blue_diamond", "🔷" },
	{ "large_orange_diamond", "🔶" }, { "laughing", "😆" },
	{ "leaves", "🍃" }, { "ledger", "📒" }, { "left_right_arrow", "↔️" },
	{ "leftwards_arrow_with_hook", "↩️" }, { "lemon", "🍋" },
	{ "light_rail", "🚈" }, { "link", "🔗" }, { "lion", "🦁" },
	{ "lips", "👄" }, { "lock", "🔒" }, { "lock_with_ink_pen", "🔏" },
	{ "loop", "➿" }, { "loud_sound", "🔊" }, { "loudspeaker", "📢" },
	{ "low_brightness", "🔅" }, { "m", "Ⓜ️" }, { "mag", "🔍" },
	{ "mag_right", "🔎" }, { "mailbox", "📫" }, { "man", "👨" },
	{ "maple_leaf", "🍁" }, { "mask", "😷" }, { "medal_sports", "🏅" },
	{ "mega", "📣" }, { "memo", "📝" }, { "microphone", "🎤" },
	{ "microscope", "🔬" }, { "milky_way", "🌌" }, { "minibus", "🚐" },
	{ "mobile_phone_off", "📴" }, { "money_with_wings", "💸" },
	{ "moneybag", "💰" }, { "monkey", "🐒" }, { "monkey_face", "🐵" },
	{ "moon", "🌔" }, { "mortar_board", "🎓" }, { "mountain", "⛰️" },
	{ "mouse", "🐭" }, { "mouse_three_button", "🖱️" },
	{ "movie_camera", "🎥" }, { "muscle", "💪" },
	{ "musical_note", "🎵" }, { "mute", "🔇" }, { "name_badge", "📛" },
	{ "necktie", "👔" }, { "negative_squared_cross_mark", "❎" },
	{ "neutral_face", "😐" }, { "new", "🆕" }, { "new_moon", "🌑" },
	{ "newspaper", "📰" }, { "ng", "🆖" }, { "nine", "9️⃣" },
	{ "no_bell", "🔕" }, { "no_entry", "⛔" }, { "no_entry_sign", "🚫" },
	{ "no_good", "🙅" }, { "no_mouth", "😶" }, { "nose", "👃" },
	{ "notebook", "📓" }, { "notebook_with_decorative_cover", "📔" },
	{ "notes", "🎶" }, { "nut_and_bolt", "🔩" }, { "o", "⭕" },
	{ "o2", "🅾️" }, { "ocean", "🌊" }, { "octopus", "🐙" },
	{ "office", "🏢" }, { "ok", "🆗" }, { "ok_hand", "👌" },
	{ "older_man", "👴" }, { "on", "🔛" }, { "one", "1️⃣" },
	{ "open_book", "📖" }, { "open_file_folder", "📂" },
	{ "open_hands", "👐" }, { "open_mouth", "😮" },
	{ "orange_book", "📙" }, { "orange_circle", "🟠" },
	{ "outbox_tray", "📤" }, { "owl", "🦉" }, { "package", "📦" },
	{ "page_facing_up", "📄" }, { "page_with_curl", "📃" },
	{ "pager", "📟" }, { "palm_tree", "🌴" }, { "panda_face", "🐼" },
	{ "paperclip", "📎" }, { "parking", "🅿️" },
	{ "part_alternation_mark", "〽️" }, { "partying_face", "🥳" },
	{ "passport_control", "🛂" }, { "pause_button", "⏸️" },
	{ "peach", "🍑" }, { "pen", "🖊️" }, { "pencil", "📝" },
	{ "pencil2", "✏️" }, { "penguin", "🐧" }, { "pensive", "😔" },
	{ "performing_arts", "🎭" }, { "persevere", "😣" }, { "phone", "☎️" },
	{ "pick", "⛏️" }, { "pig", "🐷" }, { "pill", "💊" },
	{ "pineapple", "🍍" }, { "pizza", "🍕" }, { "point_down", "👇" },
	{ "point_left", "👈" }, { "point_right", "👉" }, { "point_up", "☝️" },
	{ "point_up_2", "👆" }, { "police_car", "🚓" }, { "poop", "💩" },
	{ "postbox", "📮" }, { "potable_water", "🚰" }, { "pound", "💷" },
	{ "pray", "🙏" }, { "printer", "🖨️" }, { "punch", "👊" },
	{ "purple_heart", "💜" }, { "pushpin", "📌" }, { "question", "❓" },
	{ "rabbit", "🐰" }, { "radio", "📻" }, { "radio_button", "🔘" },
	{ "rage", "😡" }, { "railway_car", "🚃" }, { "rainbow", "🌈" },
	{ "raised_hand", "✋" }, { "raised_hands", "🙌" },
	{ "raising_hand", "🙋" }, { "ram", "🐏" }, { "recycle", "♻️" },
	{ "red_car", "🚗" }, { "red_circle", "🔴" }, { "registered", "®️" },
	{ "relaxed", "☺️" }, { "relieved", "😌" }, { "reminder_ribbon", "🎗️" },
	{ "repeat", "🔁" }, { "restroom", "🚻" },
	{ "revolving_hearts", "💞" }, { "rewind", "⏪" }, { "ribbon", "🎀" },
	{ "rice", "🍚" }, { "ring", "💍" }, { "robot", "🤖" },
	{ "rocket", "🚀" }, { "rofl", "🤣" }, { "roll_eyes", "🙄" },
	{ "rose", "🌹" }, { "rotating_light", "🚨" },
	{ "round_pushpin", "📍" }, { "rugby_football", "🏉" },
	{ "runner", "🏃" }, { "running", "🏃" }, { "sailboat", "⛵" },
	{ "santa", "🎅" }, { "satellite", "📡" }, { "school", "🏫" },
	{ "school_satchel", "🎒" }, { "scissors", "✂️" }, { "scream", "😱" },
	{ "scroll", "📜" }, { "secret", "㊙️" }, { "see_no_evil", "🙈" },
	{ "seedling", "🌱" }, { "seven", "7️⃣" }, { "shamrock", "☘️" },
	{ "shark", "🦈" }, { "sheep", "🐑" }, { "shell", "🐚" },
	{ "shield", "🛡️" }, { "ship", "🚢" }, { "shipit", "🐿️" },
	{ "shoe", "👞" }, { "shopping", "🛍️" }, { "shopping_cart", "🛒" },
	{ "shrug", "🤷" }, { "signal_strength", "📶" }, { "six", "6️⃣" },
	{ "skull", "💀" }, { "sleeping", "😴" }, { "sleepy", "😪" },
	{ "slightly_frowning_face", "🙁" }, { "slightly_smiling_face", "🙂" },
	{ "small_blue_diamond", "🔹" }, { "small_orange_diamond", "🔸" },
	{ "small_red_triangle", "🔺" }, { "small_red_triangle_down", "🔻" },
	{ "smile", "😄" }, { "smiley", "😃" }, { "smirk", "😏" },
	{ "snail", "🐌" }, { "snake", "🐍" }, { "snowflake", "❄️" },
	{ "snowman", "⛄" }, { "sob", "😭" }, { "soccer", "⚽" },
	{ "soon", "🔜" }, { "sos", "🆘" }, { "sound", "🔉" },
	{ "space_invader", "👾" }, { "spades", "♠️" }, { "sparkle", "❇️" },
	{ "sparkles", "✨" }, { "sparkling_heart", "💖" },
	{ "speak_no_evil", "🙊" }, { "speaker", "🔈" },
	{ "speech_balloon", "💬" }, { "spider", "🕷️" },
	{ "spiral_calendar", "🗓️" }, { "spiral_notepad", "🗒️" },
	{ "star", "⭐" }, { "star2", "🌟" }, { "stars", "🌠" },
	{ "station", "🚉" }, { "stop_button", "⏹️" }, { "stop_sign", "🛑" },
	{ "stopwatch", "⏱️" }, { "straight_ruler", "📏" },
	{ "strawberry", "🍓" }, { "stuck_out_tongue", "😛" },
	{ "sun_with_face", "🌞" }, { "sunflower", "🌻" },
	{ "sunglasses", "😎" }, { "sunny", "☀️" }, { "sunrise", "🌅" },
	{ "surfer", "🏄" }, { "sweat", "😓" }, { "sweat_drops", "💦" },
	{ "sweat_smile", "😅" }, { "symbols", "🔣" }, { "syringe", "💉" },
	{ "tada", "🎉" }, { "tangerine", "🍊" }, { "taxi", "🚕" },
	{ "tea", "🍵" }, { "telephone", "☎️" }, { "telephone_receiver", "📞" },
	{ "telescope", "🔭" }, { "tennis", "🎾" }, { "tent", "⛺" },
	{ "test_tube", "🧪" }, { "thermometer", "🌡️" }, { "thinking", "🤔" },
	{ "thought_balloon", "💭" }, { "three", "3️⃣" }, { "thumbsdown", "👎" },
	{ "thumbsup", "👍" }, { "ticket", "🎫" }, { "tickets", "🎟️" },
	{ "tiger", "🐯" }, { "timer_clock", "⏲️" }, { "tired_face", "😫" },
	{ "tm", "™️" }, { "toilet", "🚽" }, { "tomato", "🍅" },
	{ "tongue", "👅" }, { "toolbox", "🧰" }, { "top", "🔝" },
	{ "tophat", "🎩" }, { "tractor", "🚜" }, { "traffic_light", "🚥" },
	{ "train", "🚋" }, { "tram", "🚊" },
	{ "triangular_flag_on_post", "🚩" }, { "triangular_ruler", "📐" },
	{ "triumph", "😤" }, { "trolleybus", "🚎" }, { "trophy", "🏆" },
	{ "tropical_fish", "🐠" }, { "truck", "🚚" }, { "trumpet", "🎺" },
	{ "tulip", "🌷" }, { "turtle", "🐢" }, { "tv", "📺" },
	{ "twisted_rightwards_arrows", "🔀" }, { "two", "2️⃣" },
	{ "umbrella", "☔" }, { "unamused", "😒" }, { "underage", "🔞" },
	{ "unicorn", "🦄" }, { "unlock", "🔓" }, { "up", "🆙" },
	{ "upside_down_face", "🙃" }, { "v", "✌️" },
	{ "vertical_traffic_light", "🚦" }, { "vibration_mode", "📳" },
	{ "video_camera", "📹" }, { "video_game", "🎮" }, { "violin", "🎻" },
	{ "volcano", "🌋" }, { "volleyball", "🏐" }, { "vs", "🆚" },
	{ "walking", "🚶" }, { "warning", "⚠️" }, { "wastebasket", "🗑️" },
	{ "watch", "⌚" }, { "watermelon", "🍉" }, { "wave", "👋" },
	{ "wavy_dash", "〰️" }, { "weary", "😩" }, { "whale", "🐳" },
	{ "wheelchair", "♿" }, { "white_check_mark", "✅" },
	{ "white_circle", "⚪" }, { "white_flower", "💮" },
	{ "white_large_square", "⬜" }, { "white_medium_square", "◻️" },
	{ "white_small_square", "▫️" }, { "wind_face", "🌬️" },
	{ "wine_glass", "🍷" }, { "wink", "😉" }, { "wolf", "🐺" },
	{ "woman", "👩" }, { "world_map", "🗺️" }, { "worried", "😟" },
	{ "wrench", "🔧" }, { "writing_hand", "✍️" }, { "x", "❌" },
	{ "yellow_circle", "🟡" }, { "yellow_heart", "💛" }, { "yen", "💴" },
	{ "yum", "😋" }, { "zap", "⚡" }, { "zero", "0️⃣" },
	{ "zipper_mouth_face", "🤐" }, { "zzz", "💤" },
	/* clang-format on */
};

static const char *find(struct str name)
{
	size_t low = 0, high = sizeof(emoji) / sizeof(*emoji);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(name, str_of(emoji[mid].name));
		if (c == 0)
			return emoji[mid].text;
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '_' || c == '+' || c == '-';
}

/* The end of ":name" at text[k], where its second colon stands. */
static size_t name_end(struct str text, size_t k)
{
	size_t end = k + 1;

	while (end < text.n && is_name_char(text.p[end]))
		end++;
	return end < text.n && text.p[end] == ':' && end > k + 1 ? end : 0;
}

/* Puts the character for [k, end] of n's text into a node of its own. */
static struct node *put(struct ext *x, struct node *n, size_t k, size_t end,
	const char *character)
{
	struct node *text = ext_split(x, n, k);

	if (end + 1 - k < text->as.text.n)
		ext_split(x, text, end + 1 - k);
	text->as.text = str_of(character);
	return text->next;
}

static bool begins_line(const struct node *n)
{
	return !n->prev || n->prev->kind == NODE_SOFT_BREAK ||
	       n->prev->kind == NODE_LINE_BREAK;
}

static struct node *look_at(struct ext *x, struct node *n)
{
	struct str text = n->as.text;
	const char *character;
	size_t end;

	for (size_t k = 0; (k = str_find_byte(text, k, ':')) != STR_NONE; k++) {
		bool free_before = k ? char_is_space(text.p[k - 1])
				     : begins_line(n);
		end = free_before ? name_end(text, k) : 0;
		character = end ? find(str_sub(text, k + 1, end)) : NULL;
		if (character)
			return put(x, n, k, end, character);
	}
	return n->next;
}

static void emoji_inlines(struct ext *x, struct node *parent)
{
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind == NODE_TEXT)
			next = look_at(x, n);
	}
}

const struct extension extension_emoji = {
	.name = "emoji",
	.inlines = emoji_inlines,
	.signs = EXT_COLON,
};
