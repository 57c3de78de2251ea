/** "เบิกไปเท่าไหร่ก็ไม่รู้": a question word that asks nothing, because the speaker says that nobody knows or tells (folded). */
const NOT_KNOWN =
  '(?:(?:แลว|กะ|กอ|ก|ยัง|เลย|เฮา|เรา|ผม|หนุ|ฉัน)*(?:ไมิไค(?=ร)|บมิไค(?=ร)|(?:ไมิ|บมิ)(?:ไคร|ไผ|คน)|ไม|บ)(?:เคย|ได)*(?:ริว|ริ|รุ|ฮุ|ทราบ|บอก|แจง))';
const INDEFINITE = new RegExp(
  `(?:(?:ไป)?(?:เทาไห?ร|เทาได|ทอได|(?:กิ|จัก)(?:บาท|ครัง|คน|ลาน|แสน|เดิอน|วัน|รอบ|เริอง|ตัง)|ไหน|ไคร|ไผ|อะไร|หยัง)(?:บาง)?)+${NOT_KNOWN}|(?<![a-z])(?:i|we|he|she|they|nobody|no one|god) ?(?:dont|do not|doesnt|does not|didnt)? ?knows? (?:how much|how many|how often|who|what|where|why)(?: money| times| cash)?|(?<![a-z])(?:who|god) knows (?:how much|how many|how often|what|where)(?: money| times| cash)?`,
  'g',
);

/** A folded text without question words that ask nothing; what else it asks stays. */
export const withoutIndefinite = (folded: string): string => folded.replace(INDEFINITE, '');
