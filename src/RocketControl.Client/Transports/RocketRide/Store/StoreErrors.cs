namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Turns what the file store says into an exception (RocketRide protocol §3.7).</summary>
internal static class StoreErrors
{
    private static readonly string[] InUse =
    [
        "Destination already exists", "File already open for writing", "Cannot delete file while", "Cannot rename", "Cannot modify", "Directory not empty",
        "Too many open handles",
    ];

    private static readonly string[] NotAllowed = ["Path ", "rmdir requires", "rmdir \"recursive\"", "rename requires", "Subcommand is required", "Unknown subcommand"];

    private static readonly string[] NotOpen = ["Invalid handle", "Handle already closed", "Handle belongs to another connection", "Wrong handle mode"];

    public static StoreException FromText(string text, RunErrorContext context)
    {
        if (text.StartsWith("File not found", StringComparison.Ordinal))
            return Create(RunControlErrorKind.NotFound, "There is no such file");
        if (StartsWithAny(InUse))
            return Create(RunControlErrorKind.Conflict, "Something is there already, or in use");
        if (StartsWithAny(NotAllowed))
            return Create(RunControlErrorKind.InvalidArgument, "The store does not take this");
        return StartsWithAny(NotOpen)
            ? Create(RunControlErrorKind.InvalidState, "The file is not open any more: the connection on which it had been opened was lost. Open it again")
            : Create(RunControlErrorKind.Server, "The store failed");

        bool StartsWithAny(string[] beginnings) => beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal));

        StoreException Create(RunControlErrorKind kind, string ours) => new(kind, $"{ours}. The server says: {text}", context);
    }
}
