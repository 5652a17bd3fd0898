namespace RocketControl.Client.Soak.Soaking;

/// <summary>What the client says of a deed.</summary>
internal enum Verdict
{
    Done,

    NotDone,

    Unknown,
}
