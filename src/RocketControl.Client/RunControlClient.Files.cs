using RocketControl.Client.Data.Files;

namespace RocketControl.Client;

public partial class RunControlClient
{
    /// <summary>
    /// Feeds files, a few at a time, each as one object with the MIME type of its extension. See
    /// <see cref="SendFilesAsync(RunReference, IEnumerable{FileToSend}, SendFilesOptions, CancellationToken)"/>.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="paths">
    /// Files; folders, which stand for everything below them; and patterns with <c>*</c>, <c>?</c> and, for any number of folders, <c>**</c>. A path that exists is never
    /// taken for a pattern. Names that begin with a dot are left out unless they are given. A file that was found twice is sent once.
    /// </param>
    /// <param name="options">How; null for five at a time.</param>
    /// <param name="cancellationToken">Abandons what is on its way.</param>
    /// <returns>
    /// What became of each file, in the order of the paths and below a folder in the order of the names. A path that leads to no file has its own, failed, result.
    /// </returns>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable.</exception>
    /// <exception cref="SendFilesCanceledException">The token was cancelled; holds what became of each file.</exception>
    public virtual async Task<IReadOnlyList<FileSendResult>> SendFilesAsync(
        RunReference run, IEnumerable<string> paths, SendFilesOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RequireFiles(run, options);
        return await SendFilesAsync(run, await FindAsync(paths, cancellationToken).ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Feeds files, a few at a time, each as one object. A file is opened when its turn has come. One that fails does not fail the others: its result says why.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="files">The files.</param>
    /// <param name="options">How; null for five at a time.</param>
    /// <param name="cancellationToken">Abandons what is on its way.</param>
    /// <returns>What became of each file, in their order.</returns>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable.</exception>
    /// <exception cref="SendFilesCanceledException">The token was cancelled; holds what became of each file.</exception>
    public virtual Task<IReadOnlyList<FileSendResult>> SendFilesAsync(
        RunReference run, IEnumerable<FileToSend> files, SendFilesOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        RequireFiles(run, options);
        return new FileBatch(this, run, [.. files], options ?? new SendFilesOptions(), _time, _logger).RunAsync(cancellationToken);
    }

    /// <summary>Looks for the files on another thread: it may take its time, and there is no asynchronous way.</summary>
    private async Task<IReadOnlyList<FileToSend>> FindAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => new FileExpansion(Capabilities.Backend, cancellationToken).Expand(paths), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new SendFilesCanceledException([], cancellationToken);
        }
    }

    private void RequireFiles(RunReference run, SendFilesOptions? options)
    {
        Capabilities.Require(RunCapability.Send, RunOperation.Send);
        options?.Validate(Capabilities.Backend);
        Resolve(run, RunOperation.Send);
    }
}
