namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>A record cannot be read; the field is null when it is not about one field.</summary>
internal sealed class RecordException(string message, string? field = null) : Exception(message)
{
    public string? Field { get; } = field;
}
