namespace RocketControl.Client.Data.Files;

/// <summary>What is known of a file while it is sent. Guarded by the <see cref="BatchProgress"/> that counts it.</summary>
internal sealed class FileOnItsWay(FileToSend file)
{
    public string Path => file.Path;

    public long? Length { get; set; } = file.KnownLength;

    public long BytesSent { get; private set; }

    public bool IsInWork { get; set; }

    public void Note(long bytes) => BytesSent += bytes;
}
