import { CameraOff } from "lucide";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { Empty } from "#app/components/empty.tsx";
import { readRow } from "./read-bars.ts";

declare const BarcodeDetector:
	| (new (options: {
			formats: string[];
	  }) => { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> })
	| undefined;

const formats = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128"];
const lookEvery = 120;
/** The same code again within this time is the same thing still being held there. */
const heldFor = 1_800;

type Trouble = "denied" | "none" | "broken";

/** The camera as a scanner: whatever code it sees goes into the basket, one after the other, until it is closed. */
export default function CameraDialog({ onCode, onDone }: { onCode: (code: string) => void; onDone: () => void }) {
	const t = useTranslations("counter");
	const video = useRef<HTMLVideoElement>(null);
	const [trouble, setTrouble] = useState<Trouble | null>(null);
	const [seen, setSeen] = useState("");
	const found = useRef(onCode);
	found.current = onCode;

	useEffect(() => {
		let stream: MediaStream | undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let over = false;
		let last = { code: "", at: 0 };
		const look = lookerOf();

		async function watch(): Promise<void> {
			const code = video.current && video.current.readyState >= 2 ? await look(video.current) : null;
			if (over) return;
			if (code && (code !== last.code || performance.now() - last.at > heldFor)) {
				found.current(code);
				setSeen(code);
				navigator.vibrate?.(40);
			}
			if (code) last = { code, at: performance.now() };
			timer = setTimeout(() => void watch(), lookEvery);
		}
		async function begin(): Promise<void> {
			try {
				stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
				if (over || !video.current) return stop();
				video.current.srcObject = stream;
				await video.current.play();
				void watch();
			} catch (error) {
				if (!over) setTrouble(troubleOf(error));
			}
		}
		function stop(): void {
			for (const track of stream?.getTracks() ?? []) track.stop();
		}
		void begin();
		return () => {
			over = true;
			clearTimeout(timer);
			stop();
		};
	}, []);

	return (
		<Dialog open onClose={onDone} title={t("camera.title")}>
			{trouble ? (
				<Empty icon={CameraOff} title={t(`camera.${trouble}`)}>
					{t(`camera.${trouble}Hint`)}
				</Empty>
			) : (
				<div className="camera">
					<video ref={video} playsInline muted aria-label={t("camera.title")} />
					<p role="status">{seen === "" ? t("camera.hint") : t("camera.seen", { code: seen })}</p>
				</div>
			)}
			<div className="submit row">
				<Button kind="primary" onClick={onDone}>
					{t("camera.done")}
				</Button>
			</div>
		</Dialog>
	);
}

function troubleOf(error: unknown): Trouble {
	if (!(error instanceof DOMException)) return "broken";
	if (error.name === "NotAllowedError" || error.name === "SecurityError") return "denied";
	return error.name === "NotFoundError" || error.name === "OverconstrainedError" ? "none" : "broken";
}

/** The browser's own reader where it has one; else some rows of the picture, by ours. */
function lookerOf(): (video: HTMLVideoElement) => Promise<string | null> {
	if (typeof BarcodeDetector !== "undefined") {
		const detector = new BarcodeDetector({ formats });
		return async (video) => {
			try {
				return (await detector.detect(video))[0]?.rawValue ?? null;
			} catch {
				return null; // a frame it could not read; there is another in a moment
			}
		};
	}
	const canvas = document.createElement("canvas");
	const drawing = canvas.getContext("2d", { willReadFrequently: true });
	return async (video) => {
		if (!drawing) return null;
		canvas.width = video.videoWidth;
		canvas.height = video.videoHeight;
		drawing.drawImage(video, 0, 0);
		for (const part of [0.5, 0.42, 0.58, 0.34, 0.66]) {
			const { data } = drawing.getImageData(0, Math.floor(canvas.height * part), canvas.width, 1);
			const row = Array.from(
				{ length: canvas.width },
				(_, x) => ((data[x * 4] ?? 0) * 2 + (data[x * 4 + 1] ?? 0) * 5 + (data[x * 4 + 2] ?? 0)) / 8,
			);
			const code = readRow(row);
			if (code) return code;
		}
		return null;
	};
}
