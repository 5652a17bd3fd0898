namespace RocketControl.Client.Data;

/// <summary>Says what is wrong with a content, and what to do about it.</summary>
/// <param name="backend">Who was to get it.</param>
/// <param name="path">The file; null for a content that is none.</param>
internal sealed class ContentFailures(RunBackend backend, string? path = null)
{
    private string Subject => path is null ? "The stream" : $"The file '{path}'";

    public RunContentException CannotOpen(Exception cause) => Create(
        path is null ? $"The stream could not be opened: {cause.Message}" : WhyNotOpened(path, cause), bytesRead: 0, cause);

    public RunContentException Unreadable(long bytesRead, Exception cause) => Create(
        $"{Subject} could not be read on after {bytesRead:N0} bytes: {cause.Message} The object was abandoned. "
        + (path is null ? "Send it again from a new stream." : "Check the disk or the share it lies on, and send it again."),
        bytesRead,
        cause);

    public RunContentException WrongLength(long announced, long bytesRead)
    {
        var happened = (path is null, bytesRead > announced) switch
        {
            (true, true) => "gives more bytes than that",
            (true, false) => $"ended after {bytesRead:N0}",
            (false, true) => "has grown since",
            (false, false) => $"ended after {bytesRead:N0}",
        };
        var remedy = path is null ? "Give the right length, or none." : "Send it again when nobody writes to it.";
        return Create($"{Subject} was announced with {announced:N0} bytes but {happened}. The object was abandoned. {remedy}", bytesRead);
    }

    public RunContentException ReadBefore() => Create(
        "The stream has been read before, and a stream can be sent once. Give a new one, or a delegate that opens one.", bytesRead: 0);

    private static string WhyNotOpened(string path, Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"There is no file '{path}'. Check the path.",
        _ when Directory.Exists(path) => $"'{path}' is a folder. Send its files with SendFilesAsync.",
        UnauthorizedAccessException => $"The file '{path}' may not be read. Check its permissions.",
        _ => $"The file '{path}' cannot be opened: {cause.Message}",
    };

    private RunContentException Create(string message, long bytesRead, Exception? cause = null) =>
        new(message, new RunErrorContext(backend, RunOperation.Send), cause) { Path = path, BytesRead = bytesRead };
}
