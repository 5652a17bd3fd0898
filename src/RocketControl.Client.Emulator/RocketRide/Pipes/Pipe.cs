namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>One object on its way through a pipeline.</summary>
internal sealed class Pipe(int id, ObjectInfo info, string mimeType, string lane)
{
    public int Id { get; } = id;

    public ObjectInfo Info { get; } = info;

    public string MimeType { get; } = mimeType;

    public string Lane { get; } = lane;

    public PipeResults Results { get; } = new();

    /// <summary>Requests of one pipe are executed one after the other, in the order of their arrival.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>The clock's timestamp of the last open or write.</summary>
    public long LastActivity { get; set; }

    /// <summary>While a write is executed the reaper leaves the pipe alone.</summary>
    public bool IsWriting { get; set; }

    /// <summary>A write went wrong: later ones fail, too, and the result stays empty.</summary>
    public bool HasFailed { get; set; }

    public long Bytes { get; set; }

    /// <summary>The object's way through the components; set as soon as the pipe is there.</summary>
    public NodeWalk? Walk { get; set; }
}
