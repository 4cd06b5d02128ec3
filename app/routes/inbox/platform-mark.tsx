import { Camera, type IconNode, MessageCircle, Phone } from "lucide";
import { Avatar } from "#app/components/avatar.tsx";
import { Icon } from "#app/components/icon.tsx";

const marks: Record<string, IconNode> = { whatsapp: Phone, instagram: Camera };

/** Who it is, and where they write from: a drawing beside words that say both. */
export function Who({ name, platform }: { name: string; platform: string }) {
	return (
		<span className="who">
			<Avatar name={name} size="l" />
			<span className="by">
				<Icon of={marks[platform] ?? MessageCircle} size={10} />
			</span>
		</span>
	);
}
