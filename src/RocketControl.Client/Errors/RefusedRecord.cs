namespace RocketControl.Client;

/// <summary>One record that a run refused.</summary>
/// <param name="Reason">Why, in the backend's words.</param>
public sealed record RefusedRecord(string Reason)
{
    /// <summary>The number of the record in what was sent, from 1; null when it is not told.</summary>
    public long? Number { get; init; }

    /// <summary>The field that could not be understood; null when it is not told.</summary>
    public string? Field { get; init; }

    /// <summary>The refused text; null when it is not told. It is your data: think before you log it.</summary>
    public string? Text { get; init; }

    /// <summary>A short text without the data, for logs.</summary>
    public override string ToString() => Number is { } number ? $"record {number}" : "record";
}
