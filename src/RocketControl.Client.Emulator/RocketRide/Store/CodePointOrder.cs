namespace RocketControl.Client.Emulator.RocketRide.Store;

/// <summary>Sorts as Python does, by code points; UTF-16 would put those beyond the first 65,536 too early.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static CodePointOrder Instance { get; } = new();

    public int Compare(string? left, string? right)
    {
        using IEnumerator<int> ours = (left ?? "").EnumerateRunes().Select(rune => rune.Value).GetEnumerator();
        using IEnumerator<int> theirs = (right ?? "").EnumerateRunes().Select(rune => rune.Value).GetEnumerator();
        while (true)
        {
            bool more = ours.MoveNext();
            if (!theirs.MoveNext())
                return more ? 1 : 0;
            if (!more)
                return -1;
            if (ours.Current != theirs.Current)
                return ours.Current.CompareTo(theirs.Current);
        }
    }
}
