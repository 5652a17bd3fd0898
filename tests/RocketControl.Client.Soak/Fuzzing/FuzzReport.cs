namespace RocketControl.Client.Soak.Fuzzing;

/// <summary>What came of the mutated frames.</summary>
internal sealed class FuzzReport
{
    public int Frames { get; set; }

    /// <summary>How many were still replies or events.</summary>
    public int Understood { get; set; }

    public int Refused => Frames - Understood;

    /// <summary>The most that one frame made the library allocate, in bytes.</summary>
    public long MostAllocated { get; set; }

    public List<string> Problems { get; } = [];
}
