using System.Security.Cryptography;

namespace SupportBot.Core.Audit;

// The chain is also compared with a head that was kept elsewhere, at its position.
internal sealed class ChainVerification(long? keptPosition)
{
    private readonly List<AuditFault> _faults = [];
    private long _sealed, _waiting, _erased;
    private long _position;
    private string? _previous = AuditChain.Start;
    private string? _hashAtKept;

    public AuditVerdict Verdict => new(_sealed, _waiting, _erased, _faults);

    public void Step(AuditRow record)
    {
        CheckContent(record);
        if (record.Position is { } position) Follow(record, position);
        else _waiting++;
    }

    public void End(AuditHead? head, ECDsa key)
    {
        if (head is null && _sealed == 0) return;
        if (head is null) Note(_position, null, "The signed end of the chain is missing.");
        else if (!head.IsSignedBy(key))
            Note(head.Position, null, "The end of the chain is not signed with the key of this installation.");
        else if (head.Position > _position)
            Note(
                _position + 1, null,
                $"The chain was cut off: it was signed up to position {head.Position}, and ends at {_position}.");
        else if (head.Position < _position || head.Hash != _previous)
            Note(head.Position, null, "The end of the chain is not the one that was signed.");
    }

    public void Compare(AuditHead kept, ECDsa key, string brand)
    {
        if (kept.Brand != brand || !kept.IsSignedBy(key))
            Note(kept.Position, null, "The kept end is not signed with the key of this installation.");
        else if (kept.Position > _position)
            Note(
                _position + 1, null,
                $"The chain was cut off: the kept end is at position {kept.Position}, the chain ends at {_position}.");
        else if (kept.Hash != _hashAtKept)
            Note(kept.Position, null, "The chain is not the one that the kept end was signed for.");
    }

    private void CheckContent(AuditRow record)
    {
        if (record.ErasedAtMs is not null) _erased++;
        if (record.Content is null || record.Salt is null)
        {
            if (record.ErasedAtMs is null)
                Note(record.Position, record.Id, "The content was deleted without being erased.");
        }
        else if (AuditChain.Commitment(record.Salt, record.Content) != record.Commitment)
            Note(record.Position, record.Id, "The content was edited.");
    }

    private void Follow(AuditRow record, long position)
    {
        _sealed++;
        if (position != _position + 1)
        {
            Note(
                _position + 1, null,
                position == _position + 2
                    ? "A record is missing."
                    : $"The records up to position {position - 1} are missing.");
            _previous = null;
        }
        if (_previous is not null && AuditChain.Link(_previous, record) != record.Hash)
            Note(position, record.Id, "The record was edited or moved.");
        (_position, _previous) = (position, record.Hash);
        if (position == keptPosition) _hashAtKept = record.Hash;
    }

    private void Note(long? position, string? recordId, string what) =>
        _faults.Add(new AuditFault(position, recordId, what));
}
