namespace RocketControl.Client;

/// <summary>How far a backend supports a capability (run model §4).</summary>
public enum CapabilitySupport
{
    /// <summary>Not at all; the call is refused before any I/O.</summary>
    Unsupported = 0,

    /// <summary>Depends on the server's edition or settings; known only when it answers.</summary>
    Conditional,

    /// <summary>This client makes it out of other calls.</summary>
    Emulated,

    /// <summary>The backend does it itself.</summary>
    Native,
}
