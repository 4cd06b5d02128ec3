/** How the same thing is called by vendors and shops: colours in several languages and short forms, and words that say nothing of which product it is. */

/** A colour and everything it is written as. Single words, folded as `fold` does; phrases are joined first by `phrases`. */
const colours: Record<string, string> = {
	BLACK: "BLK BK BLCK NOIR SORT SCHWARZ NERO NEGRO SVART NEGRA NERA NOIRE PRETO MUSTA ZWART BLAK",
	WHITE: "WHT WH HVID BLANC WEISS BIANCO VIT BLANCO BLANCHE BIANCA WEISS WIT",
	GREY: "GRAY GRY GR GRA GRAA GRIS GRAU GRIGIO GRIGIA GRISE HARMAA GRIJS GRAAT",
	BROWN: "BRN BR BRUN MARRON BRAUN MARRONE BRUNT BRUIN BRUNE CASTANO BRWN",
	BLUE: "BLU BL BLA BLAA BLEU BLAU AZUL BLAUW BLUES BLEUE AZZURRO BLAAT BLAT",
	NAVY: "NVY NAVYBLUE MARINEBLUE MARINEBLA DARKNAVY",
	GREEN: "GRN GROEN GRON VERT GRUEN GRUN VERDE GROENT GRONT GROEN VERDI GRUEN GRNE",
	RED: "RD ROED ROD ROUGE ROT ROSSO ROEDT RODT ROJO ROJA ROSSA ROOD ROED",
	PINK: "PNK LYSEROED LYSEROD ROSA ROSEE LYSEROEDT PINKY",
	PURPLE: "PRP LILLA VIOLET VIOLETTE PURPUR VIOLA MORADO LILAC LILAS",
	YELLOW: "YLW GUL JAUNE GELB GULT AMARILLO GIALLO GEEL YEL",
	ORANGE: "ORG ORN",
	GOLD: "GLD GD GULD OR DORE ORO GOLDEN DORADO DORATO GOUD GULDFARVET GOLDFARBEN",
	SILVER: "SLV SV SILV SOELV SOLV ARGENT ARGENTO SILBER PLATA SOELVFARVET SILVERTONE ARGENTE ZILVER",
	ROSEGOLD: "RGD RSG RGLD",
	GUNMETAL: "GUN GNM GMT GM GUNM GNMTL GUNMTL",
	TORTOISE:
		"TORT TRT TOR TORTOISESHELL SKILDPADDE ECAILLE TARTARUGA TORTUE CAREY SCHILDPATT SKOELDPADD SKILDPADDEMOENSTER TURTLE TORTIE TORTS TTS",
	HAVANA: "HAV HVN HAVANNA HVA AVANA HABANA HAVANE HAVAN",
	CRYSTAL:
		"CRY CRYS CRST CRISTAL KRYSTAL CLEAR KLAR TRANSPARENT CLR TRANSP TRANSPARENTE TRASPARENTE GENNEMSIGTIG KRISTALL CRISTALLO TRSP CRL CRYSTL",
	BURGUNDY: "BURG BGD BORDEAUX BORDEAU BORDO BURGUND BURGUNDI BUR",
	CHAMPAGNE: "CHAMP CHP",
	COGNAC: "COG CGN KONJAK",
	AMBER: "AMB RAV AMBRE",
	HONEY: "HNY HONNING MIEL",
	OLIVE: "OLV OLIVEN",
	TURQUOISE: "TURQ TURKIS",
	COPPER: "COP KOBBER CUIVRE",
	BRONZE: "BRZ",
	TITANIUM: "TITAN TI",
	CREAM: "CREME CRM",
	BEIGE: "BEI BGE",
	SMOKE: "SMK ROEG FUME",
	MATTE: "MATT MAT MT MTT MATTED MATTER MATTES OPACO MAT",
	SHINY: "SHNY BLANK GLOSS GLOSSY POLISHED GLAENZEND BRILLANT LUCIDO BLANKT BLANKE",
	DARK: "DK DRK MOERK MORK DUNKEL FONCE SCURO OSCURO DONKER MOERKT MORKT",
	LIGHT: "LT LGT LYS LYSE HELL CLAIR CHIARO CLARO LICHT LYST",
	STRIPED: "STRIPE STR STRIBET",
	CHARCOAL: "CHAR KOKSGRA",
};

/** Colours that have one name only. */
const plainColours =
	"BLONDE FLESH BAMBOO SAGE TEAL TAUPE SAND IVORY PEWTER INK FOREST EMERALD RUBY SAPPHIRE MINT CORAL PEACH PLUM WINE RUST TAN KHAKI LAVENDER GRAPHITE SLATE DENIM INDIGO COBALT SPOTTED DEMI FADE GRADIENT CAMEL WALNUT OAK CHOCOLATE MOCHA ESPRESSO TOBACCO ONYX PEARL ROSE BLUSH LEMON LIME AQUA CINNAMON CARAMEL MAHOGANY CLASSIC ANTIQUE BRUSHED";

const colourOf = new Map<string, string>();
for (const [colour, others] of Object.entries(colours)) for (const word of [colour, ...others.split(" ")]) colourOf.set(word, colour);
for (const word of plainColours.split(" ")) colourOf.set(word, word);

/** Names that some use for one colour and some for two: alike, and an exact one is better. */
const alike = [
	"TORTOISE HAVANA",
	"BURGUNDY WINE OXBLOOD",
	"GUNMETAL GRAPHITE",
	"CREAM IVORY",
	"BLACK ONYX EBONY JET",
	"GREY SLATE ASH",
	"CRYSTAL ICE",
	"COGNAC CARAMEL",
	"PINK BLUSH ROSE",
].map((names) => names.split(" "));
for (const name of alike.flat()) if (!colourOf.has(name)) colourOf.set(name, name);

/** @param one, other words that `tellingWords` gave */
export function areAlike(one: string, other: string): boolean {
	return alike.some((names) => names.includes(one) && names.includes(other));
}

/** Dark blue in one word, as Danes and Germans write it. */
const shaded = new Map<string, string>();
for (const [word, colour] of colourOf) {
	if (word.length < 3 || colour === "DARK" || colour === "LIGHT") continue;
	for (const shade of ["MOERKE", "MORKE", "MOERK", "MORK", "DUNKEL", "DONKER", "DARK", "DK"]) shaded.set(shade + word, `DARK ${colour}`);
	for (const shade of ["LYSE", "LYS", "HELL", "LICHT", "LIGHT", "LT"])
		if (!colourOf.has(shade + word)) shaded.set(shade + word, `LIGHT ${colour}`);
	for (const shade of ["MAT", "MATT", "MATTE", "MT"]) if (!colourOf.has(shade + word)) shaded.set(shade + word, `MATTE ${colour}`);
}
for (const word of ["MBLK", "MBK"]) shaded.set(word, "MATTE BLACK");
for (const word of ["DARK BLUE"]) shaded.set(word.replace(" ", ""), "NAVY");

/** Two words that mean one thing. */
const phrases: [RegExp, string][] = [
	[/\bGUN METAL\b/g, "GUNMETAL"],
	[/\b(ROSE|ROSA|PINK|ROSEE?) ?(GOLD|GULD)\b/g, "ROSEGOLD"],
	[/\b(DARK|DK|MOERK|MORK|MOERKE|MORKE|MIDNIGHT) ?(BLUE|BLU|BLAA?)\b/g, "NAVY"],
	[/\bTORTOISE SHELL\b/g, "TORTOISE"],
	[/\b(NAVY|MARINE) (BLUE|BLA|BLAA)\b/g, "NAVY"],
	[/\bSUN ?GLASS(ES)?\b/g, "SUN"],
	[/\bSOL ?BRILLER?\b/g, "SUN"],
	// A lens or a model by letters and a number is one word, however it is parted: G-15, RB 2140.
	[/\b([A-Z]{1,3}) (\d{1,4})\b/g, "$1$2"],
	[/\bEYE ?(GLASS|GLASSES|WEAR)\b/g, " "],
];

/** Words that every product could carry. */
const empty = new Set(
	"THE A AN AND OG WITH MED IN I BY AF MM CM SIZE STOERRELSE STORRELSE STR COLOR COLOUR FARVE DEFAULT TITLE FRAME FRAMES STEL BRILLE BRILLER BRILLESTEL GLASSES OPTICAL OPTISK RX UNISEX MEN MENS WOMEN WOMENS HERRE DAME NEW NY NYHED EYEWEAR SUNWEAR CALIBER CALIBRE EYE LENS LENSES BRIDGE TEMPLE ACETATE FIT NARROW AVERAGE WIDE REGULAR EXTRA".split(
		" ",
	),
);

/** Words of a company's name that are not its name. */
const company = new Set(
	"THE EYEWEAR OPTICAL OPTICS OPTIK EYES INC LTD LLC GMBH AS APS SRL SPA CO COMPANY GROUP DENMARK DANMARK NYC OFFICIAL SHOP STORE".split(
		" ",
	),
);

/** Capitals without accents, letters and digits only, single spaces. Ø becomes OE as vendors write it where they cannot. */
export function fold(text: string): string {
	return text
		.normalize("NFKD")
		.toUpperCase()
		.replaceAll("Ø", "OE")
		.replaceAll("Æ", "AE")
		.replaceAll("ß", "SS")
		.replace(/\p{M}+/gu, "")
		.replace(/['’`´]/g, "")
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

/** The words that tell which product it is, colours by one name each, in the order written. */
export function tellingWords(text: string): string[] {
	let folded = fold(text);
	for (const [phrase, word] of phrases) folded = folded.replace(phrase, word);
	return folded
		.split(/\s+/)
		.flatMap((word) => shaded.get(word)?.split(" ") ?? word)
		.filter((word) => word !== "" && !empty.has(word))
		.map((word) => (word.length > 1 ? (colourOf.get(word) ?? word) : word));
}

/** @param word one that `tellingWords` gave */
export const isColour = (word: string): boolean => colourOf.has(word);

/** A company by the words of its name. */
export function companyKey(name: string): string {
	const words = fold(name)
		.split(/\s+/)
		.filter((word) => word !== "");
	const telling = words.filter((word) => !company.has(word) && word.length > 1);
	return (telling.length > 0 ? telling : words).join("");
}
