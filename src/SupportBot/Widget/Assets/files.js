// Files that the visitor sends: chosen, dropped or pasted. What the host would refuse is told before it is sent.
const createFiles = (limits, texts, { notify, attach }) => {
  const address = /^https?:\/\/[^/]+(?:\/.*)?\/(v3\/directline\/conversations\/[^/?]+\/attachments\/[^/]+)$/;
  const megabytes = bytes => Math.floor(bytes / 104_857.6) / 10;
  const isPicture = type => /^image\//.test(type ?? '');

  function problem(file, before) {
    const values = { name: file.name, limit: megabytes(limits.maxBytes), count: limits.maxCount };
    const extension = /\.[^.]+$/.exec(file.name ?? '')?.[0].toLowerCase();
    if (!limits.extensions.includes(extension)) return fill(texts.type, { ...values, types: limits.extensions.join(' ') });
    if (file.size > limits.maxBytes) return fill(texts.tooLarge, values);
    if (file.size === 0) return texts.unreadable;
    if (before.length >= limits.maxCount) return fill(texts.tooMany, values);
    const together = before.reduce((sum, { blob }) => sum + blob.size, file.size);
    return together > limits.maxTogether && fill(texts.tooLarge, { ...values, limit: megabytes(limits.maxTogether) });
  }

  // The ones that may be sent; the visitor is told about the first of the others.
  function accept(attachments) {
    const accepted = [];
    let told;
    for (const attachment of attachments) {
      const found = problem(attachment.blob, accepted);
      if (!found) accepted.push(preview(attachment));
      else if (!told) notify('refused', told = found);
    }
    return accepted;
  }

  const preview = ({ blob, thumbnailURL }) => ({
    blob, thumbnailURL: thumbnailURL ?? (isPicture(blob.type) ? new URL(URL.createObjectURL(blob)) : undefined)
  });

  const hasFiles = transfer => [...transfer?.types ?? []].includes('Files');
  const drop = make('p', { id: 'drop', 'aria-hidden': 'true', hidden: '' }, texts.drop);

  function take(event, transfer) {
    if (transfer.files.length === 0) return;
    event.preventDefault();
    attach([...transfer.files].map(blob => ({ blob })));
  }

  if (limits) {
    document.body.append(drop);
    addEventListener('dragover', event => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      drop.hidden = false;
    });
    addEventListener('dragleave', event => { if (!event.relatedTarget) drop.hidden = true; });
    addEventListener('drop', event => {
      drop.hidden = true;
      if (hasFiles(event.dataTransfer)) take(event, event.dataTransfer);
    });
    // A table that is copied from a document comes as text and as a picture: the text is meant.
    addEventListener('paste', event => {
      if (hasFiles(event.clipboardData) && !event.clipboardData.types.includes('text/plain'))
        take(event, event.clipboardData);
    });
  }

  return {
    accept,
    styleOptions: { hideUploadButton: !limits, uploadAccept: limits?.extensions.join(','), enableUploadThumbnail: false },
    // The stored address names the host that took the file; the page has the one by which it is reached. Web Chat shows
    // a picture of the visitor's own only if it has a thumbnail.
    prepare: activity => !activity.attachments?.length ? activity : {
      ...activity,
      attachments: activity.attachments.map(attachment => {
        const [, path] = address.exec(attachment.contentUrl ?? '') ?? [];
        if (!path) return attachment;
        const contentUrl = new URL(`../${path}`, location.href).href;
        return { ...attachment, contentUrl, ...isPicture(attachment.contentType) && { thumbnailUrl: contentUrl } };
      })
    },
    // What to tell about an upload that the host refused with this code.
    refusal: code => ({
      UnsupportedFileType: texts.unreadable,
      QuotaExceeded: texts.quota
    })[code] ?? texts.unsent
  };
};
