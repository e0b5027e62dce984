"""The learned half of tier ``default``: an encoder that tags mentions and judges entities and relations."""
