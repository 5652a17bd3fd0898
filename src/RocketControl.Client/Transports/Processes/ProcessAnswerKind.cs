namespace RocketControl.Client.Transports.Processes;

/// <summary>What an answer says, by its text and not by its status alone, which misleads (process protocol §2, §3, §6).</summary>
internal enum ProcessAnswerKind
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>The server knows no such process, or it is gone.</summary>
    NotFound,

    /// <summary>Unknown, over, or not to be signalled: dialect B has one text for all three.</summary>
    NotFoundOrFailed,

    /// <summary>The server's record is not a running one.</summary>
    AlreadyTerminated,

    /// <summary>The operating system refused.</summary>
    TerminationFailed,

    /// <summary>The server cannot put what it knows into JSON.</summary>
    NotSerializable,

    /// <summary>There is no such route, or not for this method.</summary>
    NoRoute,
}
