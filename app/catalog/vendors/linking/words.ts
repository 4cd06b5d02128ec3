/** How the same thing is called by vendors and shops: colours in several languages and short forms, and words that say nothing of which product it is. */

/**
 * A colour and everything it is written as. Single words, folded as `fold` does; phrases are joined first by `phrases`. No given names: frames are called
 * Clara, Bianca, Viola, Bruna and Rossi, and a word that is both is a colour only beside another, by `phrases`.
 */
const colours: Record<string, string> = {
	BLACK: "BLK BK BLCK NOIR SORT SCHWARZ NERO NEGRO SVART NEGRA NERA NOIRE PRETO MUSTA ZWART BLAK CZARNY CZARNE SVARTUR SVARTE SORTE",
	WHITE: "WHT WH HVID BLANC WEISS BIANCO VIT BLANCO WIT VALKOINEN BRANCO BIALY BIALE VITT HVIDT",
	GREY: "GRAY GRY GR GRA GRAA GRIS GRAU GRIGIO GRIGIA GRISE HARMAA GRIJS GRAAT SZARY SZARE CINZA CINZENTO GRATT",
	BROWN: "BRN BR BRUN MARRON BRAUN MARRONE BRUNT BRUIN BRUNE CASTANO BRWN RUSKEA CASTANHO BRAZOWY MARROM",
	BLUE: "BLU BL BLA BLAA BLEU BLAU AZUL BLAUW BLUES BLEUE AZZURRO BLAAT BLAT SININEN NIEBIESKI BLATT",
	NAVY: "NVY NAVYBLUE MARINEBLUE MARINEBLA DARKNAVY",
	GREEN: "GRN GROEN GRON VERT GRUEN GRUN VERDE GROENT GRONT GRNE VIHREA ZIELONY GRONN GRONA",
	RED: "RD ROED ROD ROUGE ROT ROSSO ROEDT RODT ROJO ROJA ROOD PUNAINEN CZERWONY VERMELHO",
	PINK: "PNK LYSEROED LYSEROD ROSA ROSEE LYSEROEDT PINKY ROZE ROZOWY VAALEANPUNAINEN",
	PURPLE: "PRP LILLA VIOLET PURPUR MORADO LILAC LILAS PAARS VIOLETTI FIOLETOWY VIOLETT ROXO",
	YELLOW: "YLW GUL JAUNE GELB GULT AMARILLO GIALLO GEEL YEL KELTAINEN ZOLTY AMARELO",
	ORANGE: "ORG ORN ORANJE ORANSSI ARANCIO ARANCIONE",
	GOLD: "GLD GD GULD OR DORE ORO GOLDEN DORADO DORATO GOUD GULDFARVET GOLDFARBEN KULTA KULTAINEN ZLOTY DOURADO",
	SILVER: "SLV SV SILV SOELV SOLV ARGENT ARGENTO SILBER PLATA SOELVFARVET SILVERTONE ARGENTE ZILVER HOPEA SREBRNY PLATEADO PRATEADO",
	ROSEGOLD: "RGD RSG RGLD",
	GUNMETAL: "GUN GNM GMT GM GUNM GNMTL GUNMTL",
	TORTOISE:
		"TORT TRT TOR TORTOISESHELL SKILDPADDE ECAILLE TARTARUGA TORTUE CAREY SCHILDPATT SKOELDPADD SKILDPADDEMOENSTER TURTLE TORTIE TORTS TTS TORTY TORTOIS SKJOLDPADDE SCHILDPAT SKOLDPADD SKOLDPADDA SCHILDPAD KILPIKONNA SKILPADDE",
	HAVANA: "HAV HVN HAVANNA HVA AVANA HABANA HAVANE HAVAN",
	CRYSTAL:
		"CRY CRYS CRST CRISTAL KRYSTAL CLEAR KLAR TRANSPARENT CLR TRANSP TRANSPARENTE TRASPARENTE GENNEMSIGTIG KRISTALL CRISTALLO TRSP CRL CRYSTL",
	BURGUNDY: "BURG BGD BORDEAUX BORDEAU BORDO BURGUND BURGUNDI BUR VINROED VINROD WEINROT GRANATE",
	CHAMPAGNE: "CHAMP CHP",
	COGNAC: "COG CGN KONJAK",
	AMBER: "AMB RAV AMBRE BERNSTEIN",
	HONEY: "HNY HONNING MIEL HONIG MIELE",
	OLIVE: "OLV OLIVEN OLIV OLIVA",
	TURQUOISE: "TURQ TURKIS TUERKIS TURCHESE TURQUESA TURKOS TURKOOSI",
	COPPER: "COP KOBBER CUIVRE",
	BRONZE: "BRZ BRONCE BRONZO",
	TITANIUM: "TITAN TI",
	CREAM: "CREME CRM",
	BEIGE: "BEI BGE",
	SMOKE: "SMK ROEG FUME FUMEE ROEGFARVET RAUCH SMOKED SMOKEY",
	MATTE: "MATT MAT MT MTT MATTED MATTER MATTES OPACO OPACA",
	SHINY: "SHNY BLANK GLOSS GLOSSY POLISHED GLAENZEND BRILLANT LUCIDO BLANKT BLANKE",
	DARK: "DK DRK MOERK MORK DUNKEL FONCE SCURO OSCURO DONKER MOERKT MORKT TUMMA MORKA SCURA OSCURA ESCURO ESCURA",
	LIGHT: "LT LGT LYS LYSE HELL CLAIR CHIARO CLARO LICHT LYST VAALEA LJUS",
	STRIPED: "STRIPE STR STRIBET",
	CHARCOAL: "CHAR KOKSGRA KOKSGRAA TRAEKUL KOKS",
	ANTHRACITE: "ANTRACIT ANTHRAZIT ANTRACITE ANTHRACIT",
	IVORY: "ELFENBEN ELFENBEIN IVOIRE AVORIO MARFIL",
	PETROL: "PETROLEUM PETROLE PETROLIO",
	SAGE: "SALVIE SALBEI SAUGE SALVIA",
	TOBACCO: "TOBAK TABAK TABAC TABACCO TABACO",
	EMERALD: "SMARAGD EMERAUDE SMERALDO",
	SAPPHIRE: "SAFIR SAPHIR ZAFFIRO ZAFIRO",
	RUBY: "RUBIN RUBIS RUBINO",
	PLUM: "BLOMME PFLAUME PRUNE PRUGNA",
	AUBERGINE: "EGGPLANT MELANZANA",
	CORAL: "KORAL KORALLE CORAIL CORALLO",
	PEACH: "FERSKEN PFIRSICH PECHE PESCA",
	CHERRY: "KIRSEBAER KIRSCH CERISE CILIEGIA",
	RASPBERRY: "HINDBAER HIMBEER FRAMBOISE",
	MUSTARD: "SENNEP SENF MOUTARDE SENAPE",
	LAVENDER: "LAVENDEL LAVANDE LAVANDA",
	WALNUT: "VALNOED NUSSBAUM NOYER NOCE",
	CHOCOLATE: "CHOKOLADE SCHOKO SCHOKOLADE CHOCOLAT CIOCCOLATO CHOCO",
	CARAMEL: "KARAMEL KARAMELL CARAMELLO",
	COFFEE: "KAFFE KAFFEE CAFE",
	CINNAMON: "KANEL ZIMT CANNELLE",
	LEMON: "CITRON ZITRONE",
	MINT: "MYNTE MINZE MENTHE MENTA",
	KHAKI: "KAKI",
	NUDE: "HUDFARVET",
	BRUSHED: "BOERSTET GEBUERSTET BROSSE SPAZZOLATO",
	ANTIQUE: "ANTIK ANTIQUED ANTICO",
	STEEL: "STAAL STAHL ACIER ACCIAIO",
	BLONDE: "BLOND",
	SLATE: "SKIFER SCHIEFER ARDOISE",
};

/** Colours that have one name only. */
const plainColours =
	"FLESH BAMBOO TEAL TAUPE SAND PEWTER INK FOREST WINE RUST TAN GRAPHITE DENIM INDIGO COBALT SPOTTED DEMI FADE GRADIENT CAMEL OAK MOCHA ESPRESSO ONYX PEARL ROSE BLUSH LIME AQUA MAHOGANY CLASSIC";

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
	"BEIGE SAND NUDE",
	"TEAL PETROL",
	"ANTHRACITE CHARCOAL GRAPHITE DARKGREY",
	"PLUM AUBERGINE",
].map((names) => names.split(" "));
for (const name of alike.flat()) if (!colourOf.has(name)) colourOf.set(name, name);

/** @param one, other words that `tellingWords` gave */
export function areAlike(one: string, other: string): boolean {
	return alike.some((names) => names.includes(one) && names.includes(other));
}

/** The hue that a colour is a kind of: who says both says no more. */
const hues = new Map(
	Object.entries({
		GREEN: "OLIVE KHAKI SAGE EMERALD FOREST MINT LIME",
		BROWN: "COGNAC TOBACCO CHOCOLATE CARAMEL COFFEE WALNUT CINNAMON HONEY AMBER CAMEL TAN MOCHA ESPRESSO MAHOGANY",
		RED: "BURGUNDY WINE RUBY CHERRY RUST CORAL",
		GREY: "GUNMETAL CHARCOAL ANTHRACITE SMOKE SLATE GRAPHITE STEEL PEWTER",
		BLUE: "NAVY COBALT SAPPHIRE INDIGO DENIM PETROL TEAL TURQUOISE AQUA",
		PINK: "BLUSH ROSE RASPBERRY",
		PURPLE: "PLUM AUBERGINE LAVENDER",
		YELLOW: "LEMON MUSTARD",
		GOLD: "CHAMPAGNE",
		WHITE: "IVORY CREAM",
	}).flatMap(([hue, kinds]) => kinds.split(" ").map((kind) => [kind, hue])),
);

/** Whether a word beside `others` adds nothing: the hue of a colour among them, or that a colour which is not matt shines. */
export function addsNothing(word: string, others: ReadonlySet<string>): boolean {
	if (word === "SHINY") return !others.has("MATTE") && [...others].some(isColour);
	return [...others].some((other) => hues.get(other) === word);
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

/** Two words that mean one thing. */
const phrases: [RegExp, string][] = [
	[/\bGUN METAL\b/g, "GUNMETAL"],
	[/\b(ROSE|ROSA|PINK|ROSEE?) ?(GOLD|GULD)\b/g, "ROSEGOLD"],
	[/\b(DARK|DK|MOERK|MORK|MOERKE|MORKE|MIDNIGHT) ?(BLUE|BLU|BLAA?)\b/g, "NAVY"],
	[/\b(TORTOISE|TORT|TURTLE) SHELL\b/g, "TORTOISE"],
	[/\bBOTTLE ?GREEN\b|\bFLASKEGROEN\b|\bFLASCHENGRUEN\b|\bVERT BOUTEILLE\b/g, "DARK GREEN"],
	[/\b(BLEU|BLU|AZUL) (MARINE|MARINO|NAVY)\b/g, "NAVY"],
	[/\b(NAVY|MARINE) (BLUE|BLA|BLAA)\b/g, "NAVY"],
	[/\bSUN ?(GLASS|GLASSES|WEAR)\b/g, "SUN"],
	[/\bSOL ?BRILLER?\b|\bSOLGLASOGON\b|\bSONNENBRILLEN?\b|\bZONNEBRIL(LEN)?\b|\bAURINKOLASIT\b/g, "SUN"],
	[/\b(LUNETTES? (DE )?)?(SOLEIL|SOLAIRES?)\b|\b(GAFAS|OCULOS) DE SOL\b|\bOCCHIALI? DA SOLE\b/g, "SUN"],
	// A lens or a model by letters and a number is one word, however it is parted: G-15, RB 2140.
	[/\b([A-Z]{1,3}) (\d{1,4})\b/g, "$1$2"],
	[/\bEYE ?(GLASS|GLASSES|WEAR)\b/g, " "],
	// What is a name by itself, and says how a colour is where it follows one.
	[/\b(NEGR[OA]|AZUL|VERDE|GRIS|ROJ[OA]|MARRON|BLANCO|CAREY|HABANA|ORO|PLATA) MATE\b/g, "$1 MATTE"],
	[/\b(AVANA|HABANA|HAVANE|TARTARUGA|TORTUGA|ECAILLE|GRIGIA) (CHIARA|CLARA|CLAIRE)\b/g, "$1 LIGHT"],
	[/\bVERDE ESMERALDA\b/g, "GREEN EMERALD"],
];

/** Words that every product could carry. */
const empty = new Set(
	"THE A AN AND OG WITH MED IN I BY AF MM CM SIZE STOERRELSE STORRELSE STR COLOR COLOUR FARVE DEFAULT TITLE FRAME FRAMES STEL BRILLE BRILLER BRILLESTEL GLASSES OPTICAL OPTISK RX UNISEX MEN MENS WOMEN WOMENS HERRE DAME NEW NY NYHED EYEWEAR CALIBER CALIBRE KALIBER CAL SZ GLAS GLASBREDDE EYE LENS LENSES BRIDGE TEMPLE COL COULEUR COLORE FARBE KLEUR FARG BRILLENFASSUNG FASSUNG BRILLEN LUNETTES LUNETTE MONTURE MONTURES GAFAS MONTURA MONTURAS OCCHIALI OCCHIALE MONTATURA GLASOGON KORREKTIONSBRILLE KORREKTIONSBRILLER SPECTACLES BRIL MONTUUR ACETATE FIT NARROW AVERAGE WIDE REGULAR EXTRA".split(
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
		.replaceAll("Ł", "L")
		.replace(/\p{M}+/gu, "")
		.replace(/['’`´]/g, "")
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

/** The words that tell which product it is, colours by one name each, in the order written. */
export function tellingWords(text: string): string[] {
	let folded = fold(text);
	for (const [phrase, word] of phrases) folded = folded.replace(phrase, word);
	const words = folded
		.split(/\s+/)
		.flatMap((word) => shaded.get(word)?.split(" ") ?? compound(word))
		.filter((word) => word !== "" && !empty.has(word))
		.map((word) => (word.length > 1 ? (colourOf.get(word) ?? word) : word));
	return joined(joined(words, "BLUE", "NAVY"), "GREY", "DARKGREY");
}

/** Two colours in one word, as Danes and Germans write them: cognacbrun. */
function compound(word: string): string[] {
	if (word.length < 7 || colourOf.has(word)) return [word];
	for (let at = 3; at <= word.length - 3; at++) {
		const [one, other] = [word.slice(0, at), word.slice(at)];
		if (colourOf.has(one) && colourOf.has(other)) return [one, other];
	}
	return [word];
}

/** What is dark of a hue, in whichever order, by the one name that has. */
function joined(words: string[], hue: string, name: string): string[] {
	if (!words.includes("DARK") || !words.includes(hue)) return words;
	return words.filter((word) => word !== "DARK").map((word) => (word === hue ? name : word));
}

/** Whether a word is a hue itself, and not how one is (matte, dark). */
export const hasHue = (word: string): boolean => colourOf.has(word) && !finishes.has(word);

/** @param word one that `tellingWords` gave */
export const isColour = (word: string): boolean => colourOf.has(word);

/** Its words as they are written, and not what they mean: without those that every product could carry. */
export function writtenWords(text: string): string[] {
	return fold(text)
		.split(" ")
		.filter((word) => word !== "" && !empty.has(word));
}

/** What a colour is like, wherever it stands: black matte, matte black. */
const finishes = new Set("MATTE SHINY DARK LIGHT BRUSHED ANTIQUE CLASSIC DEMI FADE GRADIENT STRIPED SPOTTED".split(" "));
/** What has another colour in it and is said before or after that: crystal grey, grey crystal. */
const bodies = new Set("TORTOISE HAVANA CRYSTAL SMOKE TITANIUM STEEL PEARL".split(" "));

/**
 * The colours of a thing in the order they are said, the front or frame first, alike ones by one name.
 * @param words that `tellingWords` gave
 * @param isParted whether a sign or a word stands between them, so that each is a colour of something else
 */
export function coloursInOrder(words: ReadonlySet<string>, isParted: boolean): string[] {
	return [...words]
		.filter((word) => colourOf.has(word) && !finishes.has(word) && (isParted || !(bodies.has(word) || addsNothing(word, words))))
		.map((word) => alike.find((names) => names.includes(word))?.[0] ?? word);
}

/** Whether colours stand on both sides of a sign or a word that parts them: black / green, black with green lenses. */
export function isParted(text: string): boolean {
	const parts = text.split(/[/|+&,;]|\s[-–]\s|(?<!\p{L})(?:with|med|mit|avec|con|lens(?:es)?)(?!\p{L})/iu);
	return parts.length > 1 && parts.filter((part) => tellingWords(part).some(isColour)).length > 1;
}

/** A company by the words of its name. */
export function companyKey(name: string): string {
	const words = fold(name)
		.split(/\s+/)
		.filter((word) => word !== "");
	const telling = words.filter((word) => !company.has(word) && word.length > 1);
	return (telling.length > 0 ? telling : words).join("");
}
