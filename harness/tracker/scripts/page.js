// What the page says about itself: path, canonical address, content, title, referrer.

const page = {};

const METADATA = {
  cpi: 'contentPageId',
  cgi: 'contentGroupId',
  cfi: 'contentFolderId',
  lpi: 'legacyPageId',
  abi: 'abTestId',
  lvi: 'languageVariantId',
  lvc: 'languageCode',
};
const MOST_TRIPLES = 5;

// Read once, when the tracker starts; later changes of the tag are not seen.
function readCanonical() {
  const link = document.querySelector('link[rel=canonical]');
  page.canonical = link ? link.href : '';
}

function metadataFields(metadata) {
  const fields = {};
  Object.keys(METADATA).forEach((name) => {
    fields[name] = metadata[METADATA[name]];
  });
  const bandit = metadata.mabData || {};
  if (bandit.correlationId && bandit.experimentId) {
    fields.mabci = bandit.correlationId;
    fields.mabei = bandit.experimentId;
  }
  return fields;
}

function referrerOf(frame) {
  try {
    return frame.document.referrer;
  } catch (foreignFrame) {
    return null;
  }
}

function referrer() {
  const outermost = referrerOf(window.top);
  return (outermost === null ? referrerOf(window.parent) : outermost) || document.referrer;
}

function pageFields() {
  const described = {
    v: PROTOCOL_VERSION,
    a: tracker.portalId,
    pi: page.id,
    ct: page.contentType,
    ccu: page.canonicalSet,
    po: page.path,
    rpo: page.previousPath,
    rcu: page.canonicalSet ? '' : page.canonical,
  };
  const targeted = (page.targeted || []).slice(0, MOST_TRIPLES).map((triple) => [].concat(triple).join('-'));
  const seen = { tc: targeted.length ? targeted : '', r: referrer(), pu: location.href, t: document.title };
  return known(Object.assign(described, page.metadata && metadataFields(page.metadata), seen));
}
