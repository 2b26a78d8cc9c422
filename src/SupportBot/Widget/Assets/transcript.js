// Downloads the conversation as a text file.
const saveTranscript = async ({ token }, locale) => {
  const response = await fetch(`../api/webchat/transcript?language=${encodeURIComponent(locale)}`, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(20_000)
  });
  if (!response.ok) throw new Error(`No transcript: ${response.status}`);
  const url = URL.createObjectURL(await response.blob());
  make('a', { href: url, download: 'conversation.txt' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
